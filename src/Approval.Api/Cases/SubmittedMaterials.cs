using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Cases;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Cases;

/// <summary>Takes the materials of a request for what they are: files of the caller's own, or paper.</summary>
public sealed class SubmittedMaterials(ApprovalDb db)
{
    /// <summary>A file of somebody else is unknown: that it exists is not said.</summary>
    public async Task<(ImmutableArray<SubmittedMaterial> Materials, List<FieldProblem> Errors)> ReadAsync(
        IReadOnlyList<MaterialInput> given, Caller caller, CancellationToken cancellation)
    {
        var ids = given.Select(material => material?.FileId).OfType<Guid>().ToArray();
        var owner = caller.Owner;
        var files = ids.Length == 0
            ? []
            : await db.Files.Where(file => ids.Contains(file.Id) && file.Owner == owner).ToDictionaryAsync(file => file.Id, file => file.Digest, cancellation);
        var materials = ImmutableArray.CreateBuilder<SubmittedMaterial>();
        var errors = new List<FieldProblem>();
        foreach (var (index, material) in given.Index())
        {
            var pointer = $"/materials/{index}";
            if (material is not { Code: { Length: > 0 } code })
            {
                errors.Add(new(pointer + "/code", "field.missing", new("缺少材料代码。", "The code of the material is missing.")));
            }
            else if (material.FileId is null == (material.Paper is not true))
            {
                errors.Add(new(pointer, "material.form", new("应当且只应当给出 fileId 或者 paper: true。", "Expected exactly one of fileId and paper: true.")));
            }
            else if (material.FileId is { } id && !files.ContainsKey(id))
            {
                errors.Add(new(pointer + "/fileId", "file.unknown", new("没有这个文件。", "There is no such file.")));
            }
            else
            {
                materials.Add(new SubmittedMaterial(code, material.FileId, material.Paper is true, material.FileId is { } file ? Convert.ToHexStringLower(files[file]) : null));
            }
        }

        return (materials.ToImmutable(), errors);
    }
}
