export function listFiles(folder: string): void;
