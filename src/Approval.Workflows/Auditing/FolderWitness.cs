using System.Globalization;
using System.Text;

namespace Approval.Workflows.Auditing;

/// <summary>One file for each checkpoint in a folder, best on storage that can be written once and that others keep.</summary>
public sealed class FolderWitness(string folder) : IWitness
{
    public string Target => "file:" + folder;

    public async Task TellAsync(long number, string note, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{number:D10}.txt"));
        if (File.Exists(path))
        {
            if (await File.ReadAllTextAsync(path, cancellation) != note)
            {
                throw new WitnessContradictsException(Target, number);
            }

            return;
        }

        var half = path + ".new";
        await using (var file = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(note), cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path);
    }
}
