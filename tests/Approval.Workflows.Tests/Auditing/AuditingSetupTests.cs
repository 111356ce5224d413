using Approval.Workflows.Auditing;
using Approval.Workflows.Outbox;
using Approval.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>Which parts of the record run by themselves, beside others that do.</summary>
public sealed class AuditingSetupTests
{
    [TestCase(SigningRhythm.None, 2, 0)]
    [TestCase(SigningRhythm.Scheduled, 3, 1, Description = "the watch by itself, the signing by the scheduler")]
    [TestCase(SigningRhythm.RealTime, 3, 0, Description = "the signing by itself")]
    public void Nothing_takes_another_s_place(SigningRhythm rhythm, int hosted, int scheduled)
    {
        var folder = Directory.CreateTempSubdirectory("approval-setup-");
        try
        {
            using var key = AuditKey.LoadOrMake(Path.Combine(folder.FullName, "audit.pem"));
            var services = new ServiceCollection();
            services.AddHostedService(_ => new RecurringLoop(null!, null!)); // the reconciler's, at a simulated time

            services.AddApprovalAuditing(key, new AuditSettings(Auditor.Origin, AuditSettings.Usual, null, null), ConnectionGuard.Strict, rhythm);

            Assert.That(services.Count(service => service.ServiceType == typeof(IHostedService)), Is.EqualTo(hosted), "the loop that was there, the record of access, and what the rhythm asks for");
            Assert.That(services.Count(service => service.ServiceType == typeof(IRecurringWork)), Is.EqualTo(scheduled));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
