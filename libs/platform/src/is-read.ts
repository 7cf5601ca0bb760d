/** Does a reader take the text? */
export function isRead(read: (text: string) => unknown, given: string): boolean {
  try {
    read(given);
    return true;
  } catch {
    return false;
  }
}
