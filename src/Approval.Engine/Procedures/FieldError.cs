namespace Approval.Engine.Procedures;

/// <summary>One thing wrong with what an applicant sent.</summary>
/// <param name="Path">The place in the body of an intake, such as <c>$.form.plannedArea</c> or <c>$.materials[2]</c>.</param>
/// <param name="Code">Stable: <c>field.missing</c>, <c>material.unknown</c> and so on.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record FieldError(string Path, string Code, LocalText Message);
