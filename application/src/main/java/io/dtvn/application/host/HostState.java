package io.dtvn.application.host;

/** What the rooms of one host share. */
record HostState(
    Inbox inbox,
    LinkChanges links,
    TimerQueue timers,
    WaitingCallers callers,
    StatusBoard board,
    HostMeters meters,
    OperatorLog operator) {

  static HostState of(HostParts parts, HostLimits limits) {
    HostMeters meters = new HostMeters(parts);
    Inbox inbox = new Inbox(limits);
    return new HostState(
        inbox,
        new LinkChanges(inbox, parts.members().size()),
        new TimerQueue(),
        new WaitingCallers(limits.callers(), meters::answered),
        new StatusBoard(parts),
        meters,
        new OperatorLog(parts.members(), parts.self()));
  }
}
