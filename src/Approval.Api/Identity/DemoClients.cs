using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Api.Identity;

/// <summary>The clients of the demo (API.md, Tokens). Known to every reader of this file, so they exist in Development alone.</summary>
public sealed class DemoClients
{
    /// <summary>The company of the published examples.</summary>
    public const string FirstCompany = "91430104MA7X2RK44K";

    /// <summary>An invented identity number: cases of this person are not for demo-reviewer-2.</summary>
    public const string ReviewersOwnIdentifier = "430104199003070000";

    public const string SecondCompany = "91430302MA4L7Q9X97";

    private static readonly FrozenDictionary<string, Actor> All = new[]
    {
        Applicant("demo-applicant", "湖南橘岸筑城置业有限公司", FirstCompany),
        Applicant("demo-applicant-2", "湘潭莲城新筑开发有限公司", SecondCompany),
        Officer("demo-clerk", "窗口 陈静", "430100", Roles.Clerk),
        Officer("demo-reviewer", "审查 刘畅", "430100", Roles.Reviewer),
        Officer("demo-reviewer-2", "审查 何远", "430100", Roles.Reviewer) with { Interests = [ReviewersOwnIdentifier] },
        Officer("demo-head", "负责人 罗毅", "430100", Roles.Head),
        Officer("demo-government-head", "市人民政府负责人 周岱", "430100", Roles.GovernmentHead),
        Officer("demo-fgw", "发改委 周琳", "430100-FGW", Roles.Reviewer),
        Officer("demo-zrzy", "资规局 邵文", "430100-ZRZY", Roles.Reviewer),
        Officer("demo-zrzy-head", "资规局负责人 戴明", "430100-ZRZY", Roles.Head),
        Officer("demo-zj", "住建局 温强", "430100-ZJ", Roles.Reviewer),
        Officer("demo-clerk-430300", "窗口 谭敏", "430300", Roles.Clerk),
        Officer("demo-supervisor", "监察 李岚", "430000", Roles.Supervisor),
        Officer("demo-auditor", "审计 田颖", "430000", Roles.Auditor),
        Officer("demo-admin", "管理员", "430000", Roles.Admin),
    }.ToFrozenDictionary(client => client.Id);

    private readonly bool allowed;

    public DemoClients(Settings settings) => allowed = settings.DemoClients;

    /// <summary>Ids that no real client may take, or it would be one of these in Development.</summary>
    public static bool IsReserved(string id) => id.StartsWith("demo-", StringComparison.Ordinal);

    /// <summary>The client, when id and secret are right; null otherwise, in the same time for an unknown id.</summary>
    public Actor? Find(string id, string secret)
    {
        var right = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(id + "-secret")), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return allowed && right && All.TryGetValue(id, out var client) ? client : null;
    }

    /// <summary>Somebody of an office, by id; null for applicants and for strangers.</summary>
    public Actor? Officer(string id) => allowed && All.TryGetValue(id, out var client) && client.Kind == ActorKind.Person ? client : null;

    /// <summary>Everybody of an office, by id.</summary>
    public IEnumerable<Actor> Of(string office) => allowed ? All.Values.Where(client => client.Office == office).OrderBy(client => client.Id, StringComparer.Ordinal) : [];

    private static Actor Applicant(string id, string name, string organisation) => new(id, name, ActorKind.Client, [Roles.Applicant], null, organisation);

    private static Actor Officer(string id, string name, string office, string role) => new(id, name, ActorKind.Person, [role], office, null);
}
