using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>The number of the rules in force, publications of calendars, recomputation of open cases. The text is in 0003_calendar_publication.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0003_calendar_publication")]
internal sealed class CalendarPublication0003 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0003_calendar_publication"));
}
