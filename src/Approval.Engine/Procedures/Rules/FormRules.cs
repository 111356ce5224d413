namespace Approval.Engine.Procedures.Rules;

internal static class FormRules
{
    public static IEnumerable<Breach> Names(Procedure procedure)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return procedure.Form.Index()
            .Where(entry => !seen.Add(entry.Item.Name))
            .Select(entry => new Breach($"$.form[{entry.Index}].name", $"Expected one field '{entry.Item.Name}', but there is an earlier one."));
    }

    /// <summary>A bound that its type cannot obey would silently bind nothing.</summary>
    public static IEnumerable<Breach> Constraints(Procedure procedure)
    {
        foreach (var (index, field) in procedure.Form.Index())
        {
            var isNumber = field.Type is FieldType.Integer or FieldType.Decimal;
            var path = $"$.form[{index}]";
            if (!isNumber && field.Min is not null)
            {
                yield return new Breach($"{path}.min", $"Expected no smallest number on a field of type {field.Type}.");
            }

            if (!isNumber && field.Max is not null)
            {
                yield return new Breach($"{path}.max", $"Expected no largest number on a field of type {field.Type}.");
            }

            if (field.Min > field.Max)
            {
                yield return new Breach($"{path}.min", $"Expected at most the largest number {field.Max}, but it is {field.Min}: nothing could be entered.");
            }

            if (field.Type != FieldType.Text && field.MaxLength is not null)
            {
                yield return new Breach($"{path}.maxLength", $"Expected no longest text on a field of type {field.Type}.");
            }
        }
    }

    public static IEnumerable<Breach> Options(Procedure procedure)
    {
        foreach (var (index, field) in procedure.Form.Index())
        {
            if (field.Type == FieldType.Choice == field.Options.IsEmpty)
            {
                yield return new Breach($"$.form[{index}].options", "Expected options on a field of type Choice, and on no other.");
            }

            foreach (var repeated in field.Options.GroupBy(option => option.Value).Where(group => group.Count() > 1))
            {
                yield return new Breach($"$.form[{index}].options", $"Expected option '{repeated.Key}' once, but it is there {repeated.Count()} times.");
            }
        }
    }

    public static IEnumerable<Breach> Patterns(Procedure procedure)
    {
        foreach (var (index, field) in procedure.Form.Index())
        {
            if (field.Pattern is null)
            {
                continue;
            }

            if (field.Type != FieldType.Text)
            {
                yield return new Breach($"$.form[{index}].pattern", $"Expected no pattern on a field of type {field.Type}.");
            }
            else if (FormPattern.Refusal(field.Pattern) is { } refusal)
            {
                yield return new Breach($"$.form[{index}].pattern", $"Expected a pattern that can be matched without backtracking: {refusal}");
            }
        }
    }
}
