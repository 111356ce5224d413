using Approval.Api.Cases;
using Approval.Cli.Demo;
using Approval.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Approval.Cli.Tests.Demo;

/// <summary>The whole API in this process, as ./run demo starts it: Development, a fresh database, the simulated clock.</summary>
internal sealed class RunningApi : WebApplicationFactory<CaseView>
{
    private readonly TestDatabase database;
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("approval-demo-");

    private RunningApi(TestDatabase database) => this.database = database;

    public static async Task<RunningApi> StartAsync() => new(await TestDatabase.CreateAsync());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        data.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("ConnectionStrings:Approval", database.ConnectionString)
        .UseSetting("APPROVAL_DATA", data.FullName)
        .UseSetting("APPROVAL_CLOCK", Story.Begins)
        .UseSetting("Seeds", Path.Combine(RepositoryRoot.Path, "seeds"))
        .UseSetting("Database:AllowUnsafe", "true");
}
