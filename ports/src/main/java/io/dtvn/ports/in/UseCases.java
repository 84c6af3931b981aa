package io.dtvn.ports.in;

/** Everything that can be asked of a node, one component per use case. */
public record UseCases(
    IssueTickets issue,
    ValidateTicket validate,
    ConsumeTicket consume,
    AdmitTicket admit,
    ReleaseTicket release,
    AnnulAdmission annul,
    DisputeTicket dispute,
    ResolveDispute resolve,
    RevokeTicket revoke,
    ReadTicket read,
    SeedTickets seed,
    QueryTickets tickets,
    QueryNode node,
    WatchTickets watch,
    MaintainStorage storage) {}
