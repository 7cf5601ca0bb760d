/**
 * Those who listen to a client of the driver just now. Many come and go: `begin` subscribes to the
 * client's events once, with its first listener.
 */
export function listenersOf<Client extends object, Listener>(
  begin: (client: Client, listeners: ReadonlySet<Listener>) => void,
): (client: Client) => Set<Listener> {
  const known = new WeakMap<Client, Set<Listener>>();
  return (client) => {
    const there = known.get(client);
    if (there !== undefined) return there;
    const listeners = new Set<Listener>();
    known.set(client, listeners);
    begin(client, listeners);
    return listeners;
  };
}
