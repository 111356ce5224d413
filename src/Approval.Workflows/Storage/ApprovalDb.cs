using System.Text;
using Approval.Workflows.Storage.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Approval.Workflows.Storage;

/// <summary>The rows for queries and administration, and the runner of migrations. Cases are written by <see cref="CaseRunner"/> alone.</summary>
public sealed class ApprovalDb : DbContext
{
    public const string Schema = "approval";

    private static readonly SightInterceptor Sighted = new();

    /// <summary>Every save is a transaction, since for whom it is is told for a transaction (docs/adr/0021).</summary>
    public ApprovalDb(DbContextOptions<ApprovalDb> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    public DbSet<PermitCaseRow> Cases => Set<PermitCaseRow>();

    public DbSet<CaseTaskRow> Tasks => Set<CaseTaskRow>();

    public DbSet<CaseCopyRow> Copies => Set<CaseCopyRow>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<CaseEventRow> Events => Set<CaseEventRow>();

    public DbSet<CaseTimerRow> Timers => Set<CaseTimerRow>();

    public DbSet<UploadedFileRow> Files => Set<UploadedFileRow>();

    public DbSet<CaseFileRow> CaseFiles => Set<CaseFileRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ApiClientRow> Clients => Set<ApiClientRow>();

    public DbSet<ApiClientSecretRow> ClientSecrets => Set<ApiClientSecretRow>();

    public DbSet<WebhookEndpointRow> Webhooks => Set<WebhookEndpointRow>();

    public DbSet<IdentityChangeRow> IdentityChanges => Set<IdentityChangeRow>();

    /// <summary>Migrations are written by hand as SQL, so there is no model snapshot to compare with.</summary>
    public static void Configure(DbContextOptionsBuilder builder, string? connectionString, Npgsql.NpgsqlDataSource? source = null)
    {
        void Options(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql) =>
            npgsql.MigrationsHistoryTable("migration", Schema);
        _ = source is null ? builder.UseNpgsql(connectionString, Options) : builder.UseNpgsql(source, Options);
        builder.AddInterceptors(Sighted).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<PermitCaseRow>().ToTable("permit_case").HasKey(row => row.Id);
        modelBuilder.Entity<CaseTaskRow>().ToTable("case_task").HasKey(row => row.Id);
        modelBuilder.Entity<CaseCopyRow>().ToTable("case_copy").HasKey(row => new { row.CaseId, row.Person, row.TaskId });
        modelBuilder.Entity<AbsenceRow>().ToTable("absence").HasKey(row => row.Id);
        modelBuilder.Entity<CaseEventRow>().ToTable("case_event").HasKey(row => new { row.CaseId, row.Version });
        modelBuilder.Entity<CaseTimerRow>().ToTable("case_timer").HasKey(row => new { row.CaseId, row.ClockId });
        modelBuilder.Entity<UploadedFileRow>().ToTable("uploaded_file").HasKey(row => row.Id);
        modelBuilder.Entity<CaseFileRow>().ToTable("case_file").HasKey(row => new { row.FileId, row.CaseId });
        modelBuilder.Entity<PersonRow>().ToTable("person").HasKey(row => row.Id);
        modelBuilder.Entity<PersonRow>().Property(row => row.Version).IsConcurrencyToken();
        modelBuilder.Entity<SessionRow>().ToTable("session").HasKey(row => row.Hash);
        modelBuilder.Entity<ApiClientRow>().ToTable("api_client").HasKey(row => row.Id);
        modelBuilder.Entity<ApiClientSecretRow>().ToTable("api_client_secret").HasKey(row => row.Id);
        modelBuilder.Entity<WebhookEndpointRow>().ToTable("webhook_endpoint").HasKey(row => row.Id);
        modelBuilder.Entity<WebhookEndpointRow>().Property(row => row.Version).IsConcurrencyToken();
        modelBuilder.Entity<IdentityChangeRow>().ToTable("identity_change").HasKey(row => row.Id);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
