package io.dtvn.application.host;

/** What the rooms of one host share. */
record HostState(
    Inbox inbox,
    TimerQueue timers,
    WaitingCallers callers,
    StatusBoard board,
    OperatorLog operator) {

  static HostState of(HostParts parts, HostLimits limits) {
    return new HostState(
        new Inbox(limits),
        new TimerQueue(),
        new WaitingCallers(limits.callers()),
        new StatusBoard(parts),
        new OperatorLog(parts.members(), parts.self()));
  }
}
