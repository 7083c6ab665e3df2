import { quote } from '@/lib/text/quote';

/** Looked for and not loaded, which would take several times as long: some distributions pack them one by one. */
const modules = `for my $m (qw(Socket Config Fcntl Errno)) { exit 1 unless grep { -e "$_/$m.pm" } @INC }`;

/**
 * Sets the bash variable `run` to an array that runs this program with what follows as its arguments: Perl, which Debian,
 * Ubuntu and SUSE always have, else the Python of the RHEL family's package manager; empty where neither is. The program is an argument
 * itself: there is nothing to write to a disk that may be full, and nothing to remove.
 */
export function interpreted(perl: string, python: string, only?: 'perl' | 'python'): string {
  const findPerl = `command -v perl > /dev/null && perl -e ${quote(modules)} 2> /dev/null && run=(perl -e ${quote(perl)})`;
  const findPython = `for python in python3 /usr/libexec/platform-python; do
  [ "\${#run[@]}" = 0 ] && command -v "$python" > /dev/null && run=("$python" -c ${quote(python)})
done`;
  return ['run=()', only === 'python' ? '' : findPerl, only === 'perl' ? '' : findPython].filter(Boolean).join('\n');
}
