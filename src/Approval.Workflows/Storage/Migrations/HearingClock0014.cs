using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>A hearing that is not held in time is a breach. The text is in 0014_hearing_clock.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0014_hearing_clock")]
internal sealed class HearingClock0014 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0014_hearing_clock"));
}
