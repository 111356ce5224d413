using System.Collections.Concurrent;
using System.Text.Json;
using Approval.Testing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Api.Tests.Host;

/// <summary>The real API on a real PostgreSQL, at a simulated time.</summary>
internal sealed class ApiHost : WebApplicationFactory<Program>
{
    public const string Start = "2026-02-12T09:00:00+08:00";

    private readonly TestDatabase database;
    private readonly (string Name, string Value)[] settings;
    private readonly string folder;
    private readonly bool isBeside;
    private readonly ConcurrentDictionary<string, string> tokens = new();

    private readonly Action<IServiceCollection>? replace;

    private ApiHost(TestDatabase database, (string, string)[] settings, Action<IServiceCollection>? replace, ApiHost? other = null)
    {
        folder = other?.folder ?? Path.Combine(Path.GetTempPath(), $"approval-api-{Guid.NewGuid():N}");
        isBeside = other is not null;
        this.database = database;
        this.settings = settings;
        this.replace = replace;
        Directory.CreateDirectory(folder);
        Rows = NpgsqlDataSource.Create(database.ConnectionString);
    }

    /// <summary>The database behind it, for looking.</summary>
    public NpgsqlDataSource Rows { get; }

    public string ConnectionString => database.ConnectionString;

    public string DataFolder => folder;

    public static async Task<ApiHost> StartAsync(params (string Name, string Value)[] settings) =>
        new(await TestDatabase.CreateAsync(PrepareAsync), settings, null);

    /// <param name="replace">Puts services of the test in the place of the real ones.</param>
    public static async Task<ApiHost> StartAsync(Action<IServiceCollection> replace, params (string Name, string Value)[] settings) =>
        new(await TestDatabase.CreateAsync(PrepareAsync), settings, replace);

    /// <summary>Another node: of the same database, folder and keys. Disposed before the first.</summary>
    public ApiHost StartBeside(params (string Name, string Value)[] settings) => StartBeside(null, settings);

    public ApiHost StartBeside(Action<IServiceCollection>? replace, params (string Name, string Value)[] settings) => new(database, settings, replace, this);

    /// <summary>A caller with the token of a demo client; a stranger for null.</summary>
    public async Task<ApiCaller> AsAsync(string? client)
    {
        var http = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (client is not null)
        {
            if (!tokens.TryGetValue(client, out var token))
            {
                token = tokens[client] = await TokenAsync(http, client);
            }

            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return new ApiCaller(http);
    }

    /// <summary>
    /// How many rows every table has that a request could write to. Messages are removed as they are delivered, and numbers are
    /// drawn from a counter: there it is what has been given out.
    /// </summary>
    public async Task<string> CountRowsAsync()
    {
        await using var command = Rows.CreateCommand(
            """
            select concat_ws(' ', (select count(*) from approval.permit_case), (select count(*) from approval.case_event), (select count(*) from approval.case_task),
              (select count(*) from approval.case_timer), (select count(*) from approval.case_personal), pg_sequence_last_value(pg_get_serial_sequence('approval.outbox', 'id')), (select count(*) from approval.idempotency),
              (select sum(last) from approval.case_number), (select count(*) from approval.uploaded_file),
              (select count(*) from approval.calendar_publication), (select count(*) from approval.calendar_file),
              (select count(*) from approval.supervision_card), (select count(*) from approval.supervision_card where written_off_at is not null),
              (select count(*) from approval.person), (select sum(version) from approval.person), (select count(*) from approval.api_client), (select sum(version) from approval.api_client),
              (select count(*) from approval.api_client_secret), (select count(*) from approval.identity_change),
              (select count(*) from approval.breach), (select count(*) from approval.breach where reason is not null))
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Takes the database away from everybody, or gives it back.</summary>
    public async Task AllowConnectionsAsync(bool allow)
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database!;
        await using var elsewhere = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres" });
        await using var command = elsewhere.CreateCommand(
            $"alter database {name} with allow_connections {allow}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and not {allow}");
        await command.ExecuteNonQueryAsync();
    }

    public async Task AdvanceAsync(string instant)
    {
        var answer = await (await AsAsync("demo-admin")).PostAsync("/api/v1/dev/clock", new { advanceTo = instant });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Rows.DisposeAsync();
        if (isBeside)
        {
            return;
        }

        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Approval", database.ConnectionString);
        builder.UseSetting("APPROVAL_DATA", folder);
        builder.UseSetting("APPROVAL_CLOCK", Start);
        builder.UseSetting("Seeds", Path.Combine(RepositoryRoot.Path, "seeds"));
        builder.UseSetting("Database:AllowUnsafe", "true");
        builder.UseSetting("Identity:TokenMinutes", "60");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => replace?.Invoke(services));
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await Database.MigrateAsync(connectionString);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Seeding.ApplyAsync(source, Path.Combine(RepositoryRoot.Path, "seeds"), DateTimeOffset.Parse(Start, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime());
    }

    private static async Task<string> TokenAsync(HttpClient http, string client)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", client + "-secret")]);
        using var answer = await http.PostAsync("/connect/token", form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("access_token").GetString()!;
    }
}
