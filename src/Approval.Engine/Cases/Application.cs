using System.Collections.Immutable;
using System.Text.Json;

namespace Approval.Engine.Cases;

/// <summary>申请材料: what the applicant submitted, already checked against the procedure. Kept in the journal, not in the folded state.</summary>
/// <param name="Project">Null where the procedure is about none (<see cref="Procedures.Procedure.NeedsProject"/>).</param>
/// <param name="Form">The form object, as checked by the procedure's fields.</param>
/// <param name="Personal">Salted digest of the <see cref="PersonalData"/> that is kept apart; null when nothing is.</param>
public sealed record Application(Party Applicant, Agent? Agent, Project? Project, JsonElement Form, ImmutableArray<SubmittedMaterial> Materials, string? Personal = null);

/// <param name="Type">person, enterprise, institution, socialOrganisation, unincorporated, government, other (national list 服务对象).</param>
/// <param name="Identifier">统一社会信用代码, or the identity number of a natural person.</param>
public sealed record Party(string Name, string Type, string Identifier, string? Contact, string? Phone);

/// <summary>代理人 (art 29): with the document that gives the authority.</summary>
public sealed record Agent(string Name, string Identifier, string Authority, string? Phone);

/// <param name="Code">投资项目统一代码.</param>
/// <param name="DivisionCode">GB/T 2260 code of the place.</param>
/// <param name="Key">重点项目.</param>
public sealed record Project(string Name, string? Code, string Address, string DivisionCode, bool Key);

/// <param name="FileId">An uploaded file; null when the material is paper.</param>
/// <param name="Digest">SHA-256 of the file, hex; null for paper.</param>
public sealed record SubmittedMaterial(string Code, Guid? FileId, bool Paper, string? Digest);

/// <summary>Channel of filing (art 29).</summary>
public enum Channel
{
    Window,
    Online,
    Letter,
    Fax,
    Edi,
    Email,
}
