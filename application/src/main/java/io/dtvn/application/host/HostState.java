package io.dtvn.application.host;

/** What the rooms of one host share. */
record HostState(
    Inbox inbox,
    TimerQueue timers,
    WaitingCallers callers,
    StatusBoard board,
    HostMeters meters,
    OperatorLog operator) {

  static HostState of(HostParts parts, HostLimits limits) {
    HostMeters meters = new HostMeters(parts);
    return new HostState(
        new Inbox(limits),
        new TimerQueue(),
        new WaitingCallers(limits.callers(), meters::answered),
        new StatusBoard(parts),
        meters,
        new OperatorLog(parts.members(), parts.self()));
  }
}
