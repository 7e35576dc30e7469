/** Why a file was not read or written, of whoever typed its name. */
const WHY: Record<string, string> = {
  ENOENT: 'il n’y a pas de fichier de ce nom',
  ENOTDIR: 'il n’y a pas de fichier de ce nom',
  EISDIR: 'c’est un dossier, et un fichier est attendu',
  EACCES: 'ce compte n’a pas le droit d’y toucher',
  EPERM: 'ce compte n’a pas le droit d’y toucher',
  EROFS: 'ce disque ne s’écrit pas',
  ERR_FS_FILE_TOO_LARGE: 'il est trop grand pour être lu',
  ERR_STRING_TOO_LONG: 'il est trop grand pour être lu',
};

/** What is done to files: the same codes are said of sockets and of programs. */
const DONE_TO_FILES = ['open', 'read', 'write', 'stat', 'lstat', 'scandir', 'rename', 'mkdir', 'unlink'];

/** `path` null: the system did not name it. Null: the error is of no file, or of a kind that speaks for itself. */
export const fileFault = (error: unknown): { path: string | null; why: string } | null => {
  const {
    code = '',
    path = null,
    syscall = 'read',
  } = error as { code?: string; path?: string; syscall?: string };
  const why = DONE_TO_FILES.includes(syscall) ? WHY[code] : undefined;
  return why === undefined ? null : { path, why };
};
