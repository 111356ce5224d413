using Approval.Api.Http;
using Approval.Engine;
using Approval.Engine.Pictures;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

/// <summary>The procedure as a drawing: BPMN 2.0 XML with its diagram, for any BPMN tool.</summary>
public static class GetProcedurePicture
{
    public static Results<FileContentHttpResult, Refusal> Handle(string code, RulebookStore rulebooks, TimeProvider clock) =>
        Draw(rulebooks.Current.InForce(code, CivilTime.DayOf(clock.GetUtcNow())));

    public static Results<FileContentHttpResult, Refusal> HandleVersion(string code, int version, RulebookStore rulebooks) => Draw(rulebooks.Current.Find(code, version));

    private static Results<FileContentHttpResult, Refusal> Draw(Procedure? procedure) =>
        procedure is null ? (Refusal)GetProcedure.Unknown : TypedResults.File(BpmnXml.Write(ProcedurePicture.Of(procedure)), $"{BpmnXml.MediaType}; charset=utf-8");
}
