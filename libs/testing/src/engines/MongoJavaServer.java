import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;

/** Starts mongo-java-server on a port of the loopback interface, with its data in a file. */
class MongoJavaServer {
    public static void main(String[] words) {
        var server = new MongoServer(new H2Backend(words[1]));
        server.bind("127.0.0.1", Integer.parseInt(words[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    }
}
