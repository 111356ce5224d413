using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>Holds what was handed in against the published list of materials (材料目录).</summary>
public static class MaterialList
{
    /// <summary>
    /// Refuses a code that is not on the list (the office may not ask for it, art 31), the same one twice, and a list that
    /// lacks a required material. A deferrable one (容缺) may be absent: it may follow after acceptance.
    /// </summary>
    /// <param name="codes">The codes in the order they were handed in.</param>
    public static ImmutableArray<FieldError> Check(Procedure procedure, IEnumerable<string> codes)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(codes);
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, code) in codes.Index())
        {
            var path = $"$.materials[{index}]";
            if (!procedure.Materials.Any(material => material.Code == code))
            {
                errors.Add(new FieldError(path, "material.unknown", new LocalText($"材料目录中没有“{code}”。", $"The published list has no material '{code}'.")));
            }
            else if (!given.Add(code))
            {
                errors.Add(new FieldError(path, "material.duplicate", new LocalText($"材料“{code}”重复提交。", $"Material '{code}' is there twice.")));
            }
        }

        foreach (var material in procedure.Materials.Where(material => material is { Required: true, Deferrable: false } && !given.Contains(material.Code)))
        {
            errors.Add(new FieldError("$.materials", "material.missing", new LocalText($"缺少材料：{material.Name.Zh}（{material.Code}）。", $"Missing material: {material.Name.En} ({material.Code}).")));
        }

        return errors.ToImmutable();
    }
}
