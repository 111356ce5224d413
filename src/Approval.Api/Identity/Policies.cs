using Approval.Engine.Procedures;

namespace Approval.Api.Identity;

/// <summary>
/// Which roles may use which part of the API: the whole table. What a person may do to a particular case is judged by the Engine's
/// Competence; what a person may see of it, by <see cref="CaseSight"/>. Every other route says AllowAnonymous; a test looks.
/// </summary>
public static class Policies
{
    public const string FileCases = "cases.file";
    public const string ReadCases = "cases.read";
    public const string CommandCases = "cases.command";
    public const string ReadTasks = "tasks.read";
    public const string WorkTasks = "tasks.work";
    public const string UseFiles = "files.use";
    public const string MoveClock = "clock.move";
    public const string Supervise = "supervision.read";
    public const string WriteOff = "supervision.writeOff";
    public const string ReadAudit = "audit.read";
    public const string PublishCalendars = "calendars.publish";
    public const string PublishProcedures = "procedures.publish";
    public const string ImportProcedures = "procedures.import";

    public static IReadOnlyDictionary<string, string[]> Table { get; } = new Dictionary<string, string[]>
    {
        [FileCases] = [Roles.Applicant, Roles.Clerk],
        [ReadCases] = [Roles.Applicant, .. Roles.Office, Roles.GovernmentHead, Roles.Supervisor],
        [CommandCases] = [Roles.Applicant, .. Roles.Office, Roles.GovernmentHead],
        [ReadTasks] = [.. Roles.Office, Roles.Supervisor],
        [WorkTasks] = [.. Roles.Office],
        [UseFiles] = [Roles.Applicant, .. Roles.Office],
        [MoveClock] = [Roles.Admin],
        [Supervise] = [Roles.Supervisor, Roles.Head],
        [WriteOff] = [Roles.Supervisor],
        [ReadAudit] = [Roles.Auditor],
        [PublishCalendars] = [Roles.Admin],
        [PublishProcedures] = [Roles.Admin],
        [ImportProcedures] = [Roles.Admin],
    };
}
