namespace Approval.Api.Procedures;

public static class ProcedureRoutes
{
    public static void MapProcedures(this IEndpointRouteBuilder api)
    {
        // Public by art 30: whoever wants to apply may read what is asked.
        var group = api.MapGroup("/procedures").AllowAnonymous().WithTags("Procedures");
        group.MapGet("/", ListProcedures.Handle).WithName("ListProcedures").WithSummary("事项目录: the procedures in force");
        group.MapGet("/{code}", GetProcedure.Handle).WithName("GetProcedure").WithSummary("办事指南: the public guide to a procedure, current version");
        group.MapGet("/{code}/versions/{version:int}", GetProcedure.HandleVersion).WithName("GetProcedureVersion").WithSummary("The guide as a version had it");
        group.MapGet("/{code}/bpmn", GetProcedurePicture.Handle).Produces(StatusCodes.Status200OK, contentType: "application/bpmn+xml")
            .WithName("GetProcedurePicture").WithSummary("流程图: BPMN 2.0 XML with its diagram, current version");
        group.MapGet("/{code}/versions/{version:int}/bpmn", GetProcedurePicture.HandleVersion).Produces(StatusCodes.Status200OK, contentType: "application/bpmn+xml")
            .WithName("GetProcedureVersionPicture").WithSummary("The picture of a version");
        group.MapGet("/{code}/form-schema", GetFormSchema.Handle).WithName("GetFormSchema").WithSummary("JSON Schema of the application form");
        group.MapGet("/{code}/example", GetExample.Handle).WithName("GetExample").WithSummary("示范文本 (art 30): a complete example application");
    }
}
