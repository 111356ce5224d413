using Approval.Workflows.Scheduling;

namespace Approval.Api.Files;

public static class FilesSetup
{
    /// <summary>Uploads, downloads, and the sweep. At a simulated time nothing is swept: simulated months pass in an instant.</summary>
    public static void AddFiles(this WebApplicationBuilder builder, Settings settings)
    {
        var files = FileSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(files).AddSingleton<FileFigures>().AddSingleton<FileStore>().AddSingleton<FileScanner>().AddSingleton<UploadScan>().AddSingleton<FileSweep>();
        builder.Services.AddScoped<UploadQuota>().AddScoped<FileSight>();
        if (files.Sweep && settings.SimulatedFrom is null)
        {
            builder.Services.AddSingleton<IRecurringWork>(provider => provider.GetRequiredService<FileSweep>());
        }
    }
}
