using Approval.Api;
using Approval.Api.Absences;
using Approval.Api.Administration;
using Approval.Api.Administration.Versions;
using Approval.Api.Audit;
using Approval.Api.Calendars;
using Approval.Api.Cases;
using Approval.Api.Clock;
using Approval.Api.Docs;
using Approval.Api.Events;
using Approval.Api.Files;
using Approval.Api.Health;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Api.Procedures;
using Approval.Api.Sessions;
using Approval.Api.Supervision;
using Approval.Api.Tasks;
using Approval.Api.Tokens;
using Approval.Api.Webhooks;
using Approval.Workflows;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.Read(builder.Configuration, builder.Environment);
var logins = DatabaseLogins.From(
    settings.ConnectionString, builder.Configuration.GetConnectionString("Owner"), builder.Configuration.GetConnectionString("Worker"), builder.Configuration.GetConnectionString("Signer"), builder.Environment.IsDevelopment());

builder.AddEdge(settings);
builder.Services.AddSingleton(settings);
builder.Services.AddTime(settings);
builder.Services.AddIdentity(settings, builder.Environment);
builder.Services.AddApprovalWorkflows(logins);
builder.Services.AddApprovalScheduling(logins.Worker, simulatedClock: settings.SimulatedFrom is not null);
builder.Services.AddApprovalOutbox(logins.Worker, settings.Outbox);
builder.Services.AddApprovalWebhooks(settings.Webhooks, provider => box => provider.GetRequiredService<SecretBox>().Open(box));
builder.Services.AddSingleton(settings.Webhooks);
builder.Services.AddScoped<WebhookDesk>();
builder.AddAudit(settings, logins);
builder.AddPersonalData();
builder.Services.AddDocument();
builder.AddFiles(settings);
builder.Services.AddSingleton<CaseViews>();
builder.Services.AddSingleton<ReceiptSigning>();
builder.Services.AddScoped<SubmittedMaterials>();
builder.Services.AddScoped<CaseDesk>();
builder.Services.AddScoped<Approval.Api.Supervision.Orders.OrderDesk>();
builder.Services.AddScoped<TaskDesk>();
builder.Services.AddSingleton<TaskViews>();

var app = builder.Build();
app.UseEdge();
app.MapTokens(settings);
app.MapHealth();
app.MapDocs();

var api = app.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, AccessGate>();
api.MapProcedures();
api.MapCalendars();
api.MapCases();
api.MapTasks();
api.MapAbsences();
api.MapEvents();
api.MapFiles();
api.MapSupervision();
api.MapAudit();
api.MapAdministration();
api.MapVersions();
api.MapWebhooks();
api.MapSessions();
api.MapSimulatedClock();

await WorkflowsSetup.PrepareAsync(app.Services, settings.SeedsFolder);
await Walls.RequireAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
await FirstAdministrator.EnsureAsync(app.Services, settings);
if (!settings.AllowUnsafeDatabase)
{
    await Database.RequireDurabilityAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
}

await app.RunAsync();
