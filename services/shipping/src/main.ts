// A service alone in a process needs engines that processes share: the cluster profile, which
// has an issue of its own. Until then this says so, instead of serving nobody.
process.stderr.write(
  'shipping runs alone in the cluster profile only, which is not here yet: npm start runs all services in one process\n',
);
process.exitCode = 1;
