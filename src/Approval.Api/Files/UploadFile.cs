using System.Security.Cryptography;
using System.Text;
using Approval.Api.Http;
using Approval.Api.Http.Texts;
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
        HttpRequest request, Caller caller, FileStore store, UploadQuota quota, UploadScan scan, ApprovalDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var key = IdempotencyHeader.Read(request.HttpContext, caller.Actor.Id, []);
        var id = key is null ? Guid.CreateVersion7(clock.GetUtcNow()) : IdOf(key);
        var earlier = key is null ? null : await db.Files.SingleOrDefaultAsync(file => file.Id == id, cancellation);
        if (earlier is null && await quota.RefuseAsync(caller.Owner, 0, cancellation) is { } full)
        {
            return (Refusal)full;
        }

        if (await FilePartAsync(request, cancellation) is not { } part)
        {
            return (Refusal)FileProblems.Missing;
        }

        using var incoming = await store.TakeAsync(part.Body, UploadLimit.MaxFileBytes, cancellation);
        if (incoming is null)
        {
            return (Refusal)Problems.TooLarge(UploadLimit.MaxFileBytes);
        }

        if (earlier is not null)
        {
            return Again(request, caller, earlier, incoming, NameOf(part));
        }

        if (await RefuseAsync(incoming, caller, quota, scan, cancellation) is { } refused)
        {
            return (Refusal)refused;
        }

        var row = new UploadedFileRow
        {
            Id = id,
            Owner = caller.Owner,
            Name = NameOf(part),
            MediaType = MediaTypeOf(incoming)!,
            Size = incoming.Size,
            Digest = incoming.Digest,
            UploadedBy = caller.Actor.Id,
            UploadedAt = CivilTime.Stored(clock.GetUtcNow()),
        };
        return await KeepAsync(incoming, row, store, db, cancellation) ? Created(row) : (Refusal)Problems.InProgress;
    }

    private static async Task<Problem?> RefuseAsync(IncomingFile incoming, Caller caller, UploadQuota quota, UploadScan scan, CancellationToken cancellation) =>
        incoming.Size == 0 ? FileProblems.Empty
        : MediaTypeOf(incoming) is null ? FileProblems.TypeNotAllowed
        : await quota.RefuseAsync(caller.Owner, incoming.Size, cancellation) ?? await scan.RefuseAsync(incoming, cancellation);

    /// <summary>A repeated upload under one key: the same answer for the same file.</summary>
    private static Results<Created<FileView>, Refusal> Again(HttpRequest request, Caller caller, UploadedFileRow earlier, IncomingFile incoming, string name)
    {
        if (earlier.Owner != caller.Owner || !earlier.Digest.AsSpan().SequenceEqual(incoming.Digest) || earlier.Name != name)
        {
            return (Refusal)Problem.Of(RunnerRejections.KeyReused);
        }

        request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Created(earlier);
    }

    /// <summary>
    /// The bytes are in their place before the row says so: a crash between the two leaves a file nobody names, which the sweep finds.
    /// Until the row is there the lock keeps the sweep away (docs/adr/0031).
    /// </summary>
    /// <returns>False when another request with the same key was faster.</returns>
    private static async Task<bool> KeepAsync(IncomingFile incoming, UploadedFileRow row, FileStore store, ApprovalDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({FileStore.LockOf(row.Digest)})", cancellation);
        store.Keep(incoming);
        db.Files.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbUpdateException race) when (race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
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
        var name = new string([.. Nfc.Of(PlainText.Without(given.Split('/', '\\')[^1])).Where(character => !char.IsSurrogate(character)).Take(LongestName)]).Trim('.', ' ');
        return name.Length == 0 ? "file" : name;
    }
}
