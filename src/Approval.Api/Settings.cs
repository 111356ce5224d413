using Approval.Api.Http;
using Approval.Workflows.Outbox;

namespace Approval.Api;

/// <summary>What this process is told from outside. Everything dangerous outside Development is refused here, at the start.</summary>
/// <param name="ConnectionString">Of the service; in Development alone it may be the owner's.</param>
/// <param name="DataFolder">Uploaded files and, in Development, the signing key.</param>
/// <param name="SimulatedFrom">Where the simulated clock starts; null for real time.</param>
/// <param name="Outbox">Whom to tell of changed cases; null for nobody.</param>
/// <param name="Webhooks">Which addresses webhooks may connect to.</param>
/// <param name="SigningKey">Path of a PEM file with an EC P-256 key; null: made in the data folder.</param>
public sealed record Settings(
    string? ConnectionString,
    string DataFolder,
    string SeedsFolder,
    DateTimeOffset? SimulatedFrom,
    string? SigningKey,
    bool DemoClients,
    bool AllowUnsafeDatabase,
    int RequestsPerSecond,
    OutboxTarget? Outbox,
    IdentitySettings Identity,
    ConnectionGuard Webhooks,
    EdgeSettings Edge)
{
    /// <exception cref="InvalidOperationException">A setting is missing or not allowed in this environment.</exception>
    public static Settings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        SettingNames.Refuse(configuration);
        var isDevelopment = environment.IsDevelopment();
        var clock = configuration["APPROVAL_CLOCK"];
        DateTimeOffset? simulatedFrom = null;
        if (!string.IsNullOrEmpty(clock))
        {
            RequireDevelopment(isDevelopment, "APPROVAL_CLOCK");
            simulatedFrom = InstantConverter.TryParse(clock, out var instant)
                ? instant
                : throw new InvalidOperationException($"APPROVAL_CLOCK is not an instant with an offset, such as 2026-02-12T09:00:00+08:00: {clock}");
        }

        var demoClients = configuration.GetValue<bool?>("Identity:DemoClients") ?? isDevelopment;
        if (demoClients)
        {
            RequireDevelopment(isDevelopment, "Identity:DemoClients");
        }

        var signingKey = configuration["Identity:SigningKey"];
        if (signingKey is null && !isDevelopment)
        {
            throw new InvalidOperationException(
                "Identity:SigningKey must name a PEM file with an EC P-256 private key (openssl ecparam -name prime256v1 -genkey -noout). Only in Development is one made.");
        }

        if (!isDevelopment)
        {
            SampleSecrets.Refuse(configuration);
        }

        var webhooks = ConnectionGuard.Of(configuration["Webhooks:AllowedNetworks"], isDevelopment);
        return new Settings(
            configuration.GetConnectionString("Approval"),
            Path.GetFullPath(configuration["APPROVAL_DATA"] ?? Path.Combine(environment.ContentRootPath, ".data")),
            configuration["Seeds"] ?? Path.Combine(AppContext.BaseDirectory, "seeds"),
            simulatedFrom,
            signingKey,
            demoClients,
            configuration.GetValue("Database:AllowUnsafe", false),
            configuration.GetValue("RateLimit:RequestsPerSecond", 1000),
            OutboxTarget.From(configuration["Outbox:Endpoint"], configuration["Outbox:Secret"], isDevelopment, webhooks),
            IdentitySettings.Read(configuration, isDevelopment),
            webhooks,
            EdgeSettings.Read(configuration, isDevelopment));
    }

    private static void RequireDevelopment(bool isDevelopment, string setting)
    {
        if (!isDevelopment)
        {
            throw new InvalidOperationException($"{setting} is for the Development environment only.");
        }
    }
}
