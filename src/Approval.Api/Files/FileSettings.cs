namespace Approval.Api.Files;

/// <summary>What is taken of files, and what looks at them.</summary>
/// <param name="UnfiledBytes">Of one owner within a day, in files that belong to no case yet.</param>
/// <param name="UnfiledFiles">How many such files.</param>
/// <param name="Scanner">Where clamd listens; null: files are not scanned.</param>
/// <param name="TakeUnscanned">Takes files while the scanner cannot be reached, instead of answering 503.</param>
/// <param name="Sweep">Removes bytes that no row names. Off while a restored database is still compared with its files.</param>
public sealed record FileSettings(long UnfiledBytes, int UnfiledFiles, ScannerAddress? Scanner, bool TakeUnscanned, bool Sweep)
{
    /// <exception cref="InvalidOperationException">Names the setting that is wrong.</exception>
    public static FileSettings Read(IConfiguration configuration)
    {
        var bytes = configuration.GetValue("Files:UnfiledBytesPerDay", 2L * 1024 * 1024 * 1024);
        var files = configuration.GetValue("Files:UnfiledFilesPerDay", 500);
        if (bytes < UploadLimit.MaxFileBytes)
        {
            throw new InvalidOperationException($"Files:UnfiledBytesPerDay must be at least one file: {UploadLimit.MaxFileBytes}.");
        }

        return new FileSettings(
            bytes,
            files > 0 ? files : throw new InvalidOperationException("Files:UnfiledFilesPerDay must be above 0."),
            ScannerAddress.Read(configuration["Files:Scanner"]),
            configuration.GetValue("Files:TakeUnscanned", false),
            configuration.GetValue("Files:Sweep", true));
    }
}
