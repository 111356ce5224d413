using System.Security.Cryptography;
using System.Text;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Approval.Api.Files;

/// <param name="Digest">SHA-256 of the content, hex.</param>
public sealed record FileView(Guid Id, string Name, string MediaType, long Size, string Digest, DateTimeOffset UploadedAt);

public static class UploadFile
{
    private const int LongestName = 255;

    public static async Task<Results<Created<FileView>, Refusal>> Handle(
        HttpRequest request, Caller caller, FileStore store, ApprovalDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var key = IdempotencyHeader.Read(request.HttpContext, caller.Actor.Id, []);
        if (await FilePartAsync(request, cancellation) is not { } part)
        {
            return (Refusal)Problems.BadRequest("file.missing", "应以 multipart/form-data 提交名为 file 的文件。", "Expected multipart/form-data with a file in the part 'file'.");
        }

        using var incoming = await store.TakeAsync(part.Body, UploadLimit.MaxFileBytes, cancellation);
        if (incoming is null)
        {
            return (Refusal)Problems.TooLarge(UploadLimit.MaxFileBytes);
        }

        if (incoming.Size == 0)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/file", "file.empty", new("文件为空。", "The file is empty.")));
        }

        if (MediaTypeOf(incoming) is not { } mediaType)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/file", "file.type_not_allowed", new(
                "只接受 PDF、PNG、JPEG、OFD、DOCX 和 DWG 文件。", "Only PDF, PNG, JPEG, OFD, DOCX and DWG files are taken.")));
        }

        // The bytes are in their place before the row says so: a crash between the two leaves a file nobody names.
        store.Keep(incoming);
        var now = CivilTime.Stored(clock.GetUtcNow());
        var row = new UploadedFileRow
        {
            Id = key is null ? Guid.CreateVersion7(now) : IdOf(key),
            Owner = caller.Owner,
            Name = NameOf(part),
            MediaType = mediaType,
            Size = incoming.Size,
            Digest = incoming.Digest,
            UploadedBy = caller.Actor.Id,
            UploadedAt = now,
        };
        if (key is not null && await db.Files.SingleOrDefaultAsync(file => file.Id == row.Id, cancellation) is { } earlier)
        {
            if (earlier.Owner != row.Owner || !earlier.Digest.AsSpan().SequenceEqual(row.Digest) || earlier.Name != row.Name)
            {
                return (Refusal)Problem.Of(RunnerRejections.KeyReused);
            }

            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
            return Created(earlier);
        }

        db.Files.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException race) when (race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return (Refusal)Problems.InProgress;
        }

        return Created(row);
    }

    private static Created<FileView> Created(UploadedFileRow row) =>
        TypedResults.Created($"/api/v1/files/{row.Id}", new FileView(row.Id, row.Name, row.MediaType, row.Size, Convert.ToHexStringLower(row.Digest), row.UploadedAt));

    /// <summary>A repeated upload under one key is the same file: its id follows from the key (RFC 9562 version 8).</summary>
    private static Guid IdOf(IdempotencyKey key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Principal}\n{key.Route}\n{key.Key}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static async Task<MultipartSection?> FilePartAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096, BodyLengthLimit = UploadLimit.MaxFileBytes + 1 };
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition() && disposition.Name == "file")
                {
                    return section;
                }
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException || (malformed is IOException and not BadHttpRequestException))
        {
            // Not a form: answered as one without a file.
        }

        return null;
    }

    private static string? MediaTypeOf(IncomingFile incoming)
    {
        using var file = File.OpenRead(incoming.Path);
        return FileTypes.Recognise(file);
    }

    /// <summary>The sender's name for it is data: shown, never a path.</summary>
    private static string NameOf(MultipartSection part)
    {
        var disposition = part.GetContentDispositionHeader()!;
        var given = disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
        var name = new string([.. given.Split('/', '\\')[^1].Where(character => !char.IsControl(character) && !char.IsSurrogate(character)).Take(LongestName)]).Trim('.', ' ');
        return name.Length == 0 ? "file" : name;
    }
}
