using Approval.Engine.Procedures;

namespace Approval.Api.Identity;

/// <summary>What one policy asks for.</summary>
/// <param name="Roles">Any one of these, held in an office (officers) or for an organisation (applicants).</param>
/// <param name="Scope">What the token of an API client must have been given; people are not limited by scopes.</param>
public sealed record Right(string Scope, params string[] Roles)
{
    /// <summary>Asks for an office of the civil air defence: those of partner offices take part in cases, and supervise none.</summary>
    public bool OfDivision { get; init; }
}

/// <summary>
/// Who may use which part of the API: the whole table, in the order of the Licensing Law (行政许可法). It is the first of three
/// questions. What a person may do to a particular case is judged by the Engine's Competence; which cases a person may see, by
/// <see cref="CaseSight"/>. Every other route says AllowAnonymous; tests look at each route with each role.
/// </summary>
public static class Policies
{
    public const string FileCases = "cases.file";
    public const string ReadCases = "cases.read";
    public const string ReadJournal = "journal.read";
    public const string CommandCases = "cases.command";
    public const string ReadTasks = "tasks.read";
    public const string WorkTasks = "tasks.work";
    public const string UseFiles = "files.use";
    public const string Supervise = "supervision.read";
    public const string WriteOff = "supervision.writeOff";
    public const string OrderSupervision = "supervision.order";
    public const string ReadOrders = "supervision.orders";
    public const string AnswerOrders = "supervision.answer";
    public const string ReadAudit = "audit.read";
    public const string PublishCalendars = "calendars.publish";
    public const string Administer = "identity.administer";
    public const string ManageWebhooks = "webhooks.manage";
    public const string ManageReceiver = "receiver.manage";
    public const string MoveClock = "clock.move";
    public const string PublishProcedures = "procedures.publish";
    public const string ImportProcedures = "procedures.import";

    /// <summary>Not a matter of roles: anybody who is signed in with a session, whatever else is still to be set up.</summary>
    public const string OwnSession = "session.own";

    public static IReadOnlyDictionary<string, Right> Table { get; } = new Dictionary<string, Right>
    {
        // 申请与收件 (art 29, 32): the applicant files, or the window on paper.
        [FileCases] = new(Scopes.WriteCases, Roles.Applicant, Roles.Clerk),
        [UseFiles] = new(Scopes.Files, Roles.Applicant, Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.GovernmentHead),

        // 受理、审查、决定、送达 (art 32-44): the office; the head of the government extends joint handling (art 42). What each may
        // do is in Competence. A supervisor reads and advances nothing; an administrator sees no case at all.
        [ReadCases] = new(Scopes.ReadCases, Roles.Applicant, Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.GovernmentHead, Roles.Supervisor),
        [CommandCases] = new(Scopes.WriteCases, Roles.Applicant, Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.GovernmentHead),
        [ReadTasks] = new(Scopes.Tasks, Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.Supervisor),
        [WorkTasks] = new(Scopes.Tasks, Roles.Clerk, Roles.Reviewer, Roles.Head),

        // 监督检查 (art 60-61): the authority above over those below, and the head over the own office.
        [Supervise] = new(Scopes.Supervision, Roles.Supervisor, Roles.Head) { OfDivision = true },
        [WriteOff] = new(Scopes.Supervision, Roles.Supervisor) { OfDivision = true },
        [OrderSupervision] = new(Scopes.Supervision, Roles.Supervisor) { OfDivision = true },
        [ReadOrders] = new(Scopes.ReadCases, Roles.Supervisor, Roles.Clerk, Roles.Head) { OfDivision = true },
        [AnswerOrders] = new(Scopes.WriteCases, Roles.Clerk, Roles.Head) { OfDivision = true },

        // 审计: that something was done and when, without what it says.
        [ReadJournal] = new(Scopes.ReadCases, Roles.Applicant, Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.GovernmentHead, Roles.Supervisor, Roles.Auditor),
        [ReadAudit] = new(Scopes.Audit, Roles.Auditor),

        // 系统管理: rules and accounts, no case content.
        [PublishCalendars] = new(Scopes.Administration, Roles.Admin),
        [PublishProcedures] = new(Scopes.Administration, Roles.Admin),
        [ImportProcedures] = new(Scopes.Administration, Roles.Admin),
        [Administer] = new(Scopes.Administration, Roles.Admin),
        [ManageReceiver] = new(Scopes.Administration, Roles.Admin),
        [MoveClock] = new(Scopes.Administration, Roles.Admin),

        // Told of changes of cases that one may see: an applicant's own system, or the office's.
        [ManageWebhooks] = new(Scopes.Webhooks, Roles.Applicant, Roles.Head),
    };
}

/// <summary>Scopes an API client can be given (RFC 6749, 3.3).</summary>
public static class Scopes
{
    public const string ReadCases = "cases.read";
    public const string WriteCases = "cases.write";
    public const string Tasks = "tasks";
    public const string Files = "files";
    public const string Supervision = "supervision";
    public const string Audit = "audit";
    public const string Webhooks = "webhooks";
    public const string Administration = "administration";

    public static IReadOnlyList<string> All { get; } = [ReadCases, WriteCases, Tasks, Files, Supervision, Audit, Webhooks, Administration];
}
