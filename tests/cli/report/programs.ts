import { execFileSync } from 'node:child_process';

/** Whether a program of the system answers; without it the tests that need it are skipped, and say so. */
export function hasProgram(name: string, argument: string): boolean {
  try {
    execFileSync(name, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
