/** What this browser remembers for a page of somebody else; nothing where it may not. */
export const kept = {
  read: (name: string): string | null => {
    try {
      return localStorage.getItem(`comptoir ${name}`);
    } catch {
      return null;
    }
  },
  write: (name: string, text: string): void => {
    try {
      localStorage.setItem(`comptoir ${name}`, text);
    } catch {
      // A browser that keeps nothing believes each page load anew.
    }
  },
};
