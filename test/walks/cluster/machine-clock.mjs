/**
 * Moves the clock of a process: `node --import <this file>`, with the milliseconds it is ahead in
 * the environment. All that the process reads of the time is later, as on a machine on which that
 * time has gone by.
 */
const MachineDate = Date;
const aheadMs = Number(process.env['WALK_CLOCK_AHEAD_MS']);
const now = () => MachineDate.now() + aheadMs;

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, given, asked) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
  apply: () => new MachineDate(now()).toString(),
  get: (target, name, asked) => (name === 'now' ? now : Reflect.get(target, name, asked)),
});
