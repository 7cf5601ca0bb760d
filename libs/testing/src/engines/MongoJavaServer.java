import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Set;

/** Starts mongo-java-server on a port of the loopback interface, with its data in a file. */
class MongoJavaServer {
    public static void main(String[] words) {
        var server = new MongoServer(new Backend(words[1]).version(new Version()));
        server.bind("127.0.0.1", Integer.parseInt(words[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    }

    /**
     * It knows no users, and refuses whoever signs in, in the words of MongoDB. What it answered
     * is on the disk, so that specs may kill it.
     */
    static class Backend extends H2Backend {
        static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "create", "createIndexes", "drop");

        Backend(String file) {
            super(file);
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            if (message.getDocument().containsKey("saslStart"))
                throw new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
            var answer = super.handleMessage(message);
            if (WRITES.contains(message.getDocument().keySet().iterator().next()))
                commit();
            return answer;
        }
    }

    /** It names itself older than today's drivers accept, and understands what ours sends. */
    static class Version implements MongoVersion {
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        public int getWireVersion() {
            return 13;
        }
    }
}
