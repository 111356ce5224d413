using Approval.Workflows.Auditing;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;

namespace Approval.Api.Audit;

public static class AuditSetup
{
    /// <summary>The record's own key, its log and its witnesses.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; outside Development there is no key of our making.</exception>
    public static void AddAudit(this WebApplicationBuilder builder, Settings settings, DatabaseLogins logins)
    {
        var (configuration, isDevelopment) = (builder.Configuration, builder.Environment.IsDevelopment());
        var audit = AuditSettings.From(
            configuration["Audit:Origin"], configuration.GetValue<TimeSpan?>("Audit:Every"), configuration["Audit:WitnessFolder"], configuration["Audit:WitnessUrl"], isDevelopment);
        builder.Services
            .AddKeyedSingleton(AuditingSetup.Pool, (_, _) => Database.Open(logins.Signer ?? logins.Service, AuditingSetup.Pool, poolSize: 2))
            .AddKeyedSingleton(AuditingSetup.AccessPool, (_, _) => Database.OpenForSteps(logins.Worker, AuditingSetup.AccessPool, poolSize: 1))
            .AddSingleton<AccessKeeping>()
            .AddApprovalAuditing(
                LoadKey(configuration["Audit:SigningKey"], configuration["Audit:PreviousKey"], settings, isDevelopment),
                audit,
                settings.Webhooks,
                logins.Signer is null ? SigningRhythm.None : settings.SimulatedFrom is null ? SigningRhythm.Scheduled : SigningRhythm.RealTime);
    }

    private static AuditKey LoadKey(string? path, string? previous, Settings settings, bool isDevelopment)
    {
        if (string.IsNullOrEmpty(path))
        {
            return isDevelopment
                ? AuditKey.LoadOrMake(Path.Combine(settings.DataFolder, "keys", "audit.pem"), previous)
                : throw new InvalidOperationException("Audit:SigningKey must name a PEM file with an EC P-256 private key of its own (openssl ecparam -name prime256v1 -genkey -noout). Only in Development is one made.");
        }

        return settings.SigningKey is { } tokens && Path.GetFullPath(tokens) == Path.GetFullPath(path)
            ? throw new InvalidOperationException("Audit:SigningKey must be another key than Identity:SigningKey: whoever can make tokens must not be able to sign a past.")
            : AuditKey.Load(path, previous);
    }
}
