using Approval.Api;
using Approval.Api.Administration;
using Approval.Api.Administration.Versions;
using Approval.Api.Calendars;
using Approval.Api.Cases;
using Approval.Api.Clock;
using Approval.Api.Docs;
using Approval.Api.Events;
using Approval.Api.Files;
using Approval.Api.Health;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Procedures;
using Approval.Api.Supervision;
using Approval.Api.Tasks;
using Approval.Api.Tokens;
using Approval.Workflows;
using Approval.Workflows.Storage;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.Read(builder.Configuration, builder.Environment);

builder.AddEdge(settings);
builder.Services.AddSingleton(settings);
builder.Services.AddTime(settings);
builder.Services.AddIdentity(settings, builder.Configuration);
builder.Services.AddApprovalWorkflows(settings.ConnectionString);
builder.Services.AddApprovalScheduling(settings.ConnectionString, simulatedClock: settings.SimulatedFrom is not null);
builder.Services.AddApprovalOutbox(settings.ConnectionString, settings.Outbox);
builder.Services.AddDocument();
builder.Services.AddSingleton<FileStore>();
builder.Services.AddSingleton<CaseViews>();
builder.Services.AddSingleton<ReceiptSigning>();
builder.Services.AddScoped<SubmittedMaterials>();
builder.Services.AddScoped<CaseDesk>();
builder.Services.AddScoped<TaskDesk>();

var app = builder.Build();
app.UseEdge();
app.MapTokens();
app.MapHealth();
app.MapDocs();

var api = app.MapGroup("/api/v1");
api.MapProcedures();
api.MapCalendars();
api.MapCases();
api.MapTasks();
api.MapEvents();
api.MapFiles();
api.MapSupervision();
api.MapAdministration();
api.MapVersions();
api.MapSimulatedClock();

await WorkflowsSetup.PrepareAsync(app.Services, settings.ConnectionString, settings.SeedsFolder);
if (!settings.AllowUnsafeDatabase)
{
    await Database.RequireDurabilityAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
}

await app.RunAsync();
