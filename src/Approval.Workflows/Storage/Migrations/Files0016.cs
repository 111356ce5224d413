using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Approval.Workflows.Storage.Migrations;

/// <summary>Which files are materials of which case, and sign-in attempts over all nodes. The text is in 0016_files.sql.</summary>
[DbContext(typeof(ApprovalDb))]
[Migration("0016_files")]
internal sealed class Files0016 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql.Migration("0016_files"));
}
