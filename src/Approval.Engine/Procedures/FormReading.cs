using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Approval.Engine.Procedures;

/// <summary>The answer of <see cref="ApplicationForm"/>.</summary>
/// <param name="Form">
/// The form in one way of writing: fields in the order of the procedure, outer blanks and trailing zeros gone, empty
/// optional text left out. Null as soon as there is one error.
/// </param>
public sealed record FormReading(JsonElement? Form, ImmutableArray<FieldError> Errors)
{
    [MemberNotNullWhen(true, nameof(Form))]
    public bool IsValid => Form is not null;
}
