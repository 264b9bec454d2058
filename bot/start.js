// Plain JavaScript, so that an old Node gets far enough to say what is missing: only from 24.12 on does Node run TypeScript itself.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 12)) await import('./main.ts');
else {
  process.stderr.write(
    `IOM Panel needs Node 24.12 or newer and this is ${process.version}: install it from nodejs.org, then start again.\n`,
  );
  process.exitCode = 1;
}
