using Approval.Api.Http;

namespace Approval.Api.Files;

/// <summary>
/// Malware is refused before it has a place or a row (RELIABILITY U8): nothing of it is kept, and that it was sent is in the record of
/// access, since the request was refused. Without a scanner every file passes.
/// </summary>
public sealed partial class UploadScan(FileScanner scanner, FileSettings settings, FileFigures figures, ILogger<UploadScan> log)
{
    public async Task<Problem?> RefuseAsync(IncomingFile incoming, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(incoming.Path);
        var (infection, failure) = await scanner.ScanAsync(content, cancellation);
        if (infection is not null)
        {
            figures.Infected();
            LogInfected(log, Convert.ToHexStringLower(incoming.Digest), Named(infection));
            return FileProblems.Infected;
        }

        if (failure is null)
        {
            return null;
        }

        figures.Unscanned();
        LogUnscanned(log, Convert.ToHexStringLower(incoming.Digest), Named(failure), settings.TakeUnscanned);
        return settings.TakeUnscanned ? null : FileProblems.Unscanned;
    }

    /// <summary>What another program said, as one line of a log.</summary>
    private static string Named(string said) => new([.. said.Where(character => !char.IsControl(character)).Take(200)]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An upload was refused: {Infection} was found in file {Digest}")]
    private static partial void LogInfected(ILogger logger, string digest, string infection);

    [LoggerMessage(Level = LogLevel.Error, Message = "File {Digest} could not be scanned ({Failure}); taken all the same: {Taken}")]
    private static partial void LogUnscanned(ILogger logger, string digest, string failure, bool taken);
}
