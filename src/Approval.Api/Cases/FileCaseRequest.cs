using System.Text.Json;

namespace Approval.Api.Cases;

/// <summary>
/// The body of an intake. Nothing here is required by the reader of JSON, so that all that is missing is told at once, as field errors.
/// </summary>
/// <param name="Channel">window, online, letter, fax, edi or email (art 29).</param>
/// <param name="Form">The fields of the procedure's form: see form-schema.</param>
/// <param name="ReceivedAt">When the materials came in, if entered later; for officers.</param>
public sealed record FileCaseRequest(
    string? Procedure = null,
    string? Window = null,
    string? Channel = null,
    ApplicantInput? Applicant = null,
    AgentInput? Agent = null,
    ProjectInput? Project = null,
    JsonElement? Form = null,
    IReadOnlyList<MaterialInput>? Materials = null,
    DateTimeOffset? ReceivedAt = null);

/// <param name="Type">person, enterprise, institution, socialOrganisation, unincorporated, government or other.</param>
/// <param name="Identifier">统一社会信用代码, or the identity number of a natural person.</param>
public sealed record ApplicantInput(string? Name = null, string? Type = null, string? Identifier = null, string? Contact = null, string? Phone = null);

/// <param name="Authority">The document that gives the agent authority (art 29).</param>
public sealed record AgentInput(string? Name = null, string? Identifier = null, string? Authority = null, string? Phone = null);

/// <param name="Code">投资项目统一代码.</param>
/// <param name="DivisionCode">GB/T 2260 code of the place, six digits.</param>
/// <param name="Classified">涉密: must be said, and a classified project is refused.</param>
/// <param name="Key">重点项目.</param>
public sealed record ProjectInput(
    string? Name = null, string? Code = null, string? Address = null, string? DivisionCode = null, bool? Classified = null, bool? Key = null);

/// <summary>One material of the published list: an uploaded file, or paper handed in at the window. Exactly one of the two.</summary>
public sealed record MaterialInput(string? Code = null, Guid? FileId = null, bool? Paper = null);
