using System.Globalization;
using System.Xml.Linq;
using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Bpmn;

/// <summary>The meaning of a picture: events, tasks, gateways and flows.</summary>
internal sealed class FlowXml(ProcessPicture picture)
{
    private readonly ILookup<string, PictureEdge> incoming = picture.Edges.ToLookup(edge => edge.To);
    private readonly ILookup<string, PictureEdge> outgoing = picture.Edges.ToLookup(edge => edge.From);

    /// <param name="parent">A sub-process; null: the process.</param>
    public IEnumerable<XElement> In(string? parent) =>
        picture.Shapes.Where(shape => shape.Parent == parent).Select(Of)
            .Concat(picture.Edges.Where(edge => edge.Parent == parent).Select(Of));

    private XElement Of(PictureShape shape) => new(
        Model + ElementOf(shape.Kind),
        new XAttribute("id", shape.Id),
        shape.Name.Length == 0 ? null : new XAttribute("name", XmlText.Clean(shape.Name)),
        shape.Kind == ShapeKind.EventSubProcess ? new XAttribute("triggeredByEvent", true) : null,
        shape.Host is { } host ? new XAttribute("attachedToRef", host) : null,
        shape.Kind == ShapeKind.PassingTimer ? new XAttribute("cancelActivity", false) : null,
        shape.DefaultFlow is { } flow ? new XAttribute("default", flow) : null,
        shape.Part is { } part ? new XAttribute(BpmnNames.Own + "part", part.Xml()) : null,
        shape.State is { } state ? new XAttribute(BpmnNames.Own + "state", ChainXml.Word(state)) : null,
        shape.Documentation is { } words ? new XElement(Model + "documentation", XmlText.Clean(words)) : null,
        Extension(shape),
        incoming[shape.Id].Select(edge => new XElement(Model + "incoming", edge.Id)),
        outgoing[shape.Id].Select(edge => new XElement(Model + "outgoing", edge.Id)),
        shape.Step is { } step ? Work(step) : null,
        Trigger(shape),
        shape.Kind is ShapeKind.SubProcess or ShapeKind.EventSubProcess ? In(shape.Id) : null);

    private static string ElementOf(ShapeKind kind) => kind switch
    {
        ShapeKind.StartEvent or ShapeKind.MessageStart or ShapeKind.SignalStart => "startEvent",
        ShapeKind.EndEvent or ShapeKind.TerminateEnd or ShapeKind.EscalationEnd => "endEvent",
        ShapeKind.UserTask => "userTask",
        ShapeKind.ExclusiveGateway => "exclusiveGateway",
        ShapeKind.ParallelGateway => "parallelGateway",
        ShapeKind.SubProcess or ShapeKind.EventSubProcess => "subProcess",
        _ => "boundaryEvent",
    };

    private static XElement? Extension(PictureShape shape) => shape switch
    {
        { Stage: { } stage } => new XElement(Model + "extensionElements", ChainXml.Of(stage)),
        { Step: { } step } => new XElement(Model + "extensionElements", ChainXml.Of(step)),
        _ => null,
    };

    private static IEnumerable<XElement> Work(Step step)
    {
        yield return new XElement(
            Model + "potentialOwner",
            new XElement(Model + "resourceAssignmentExpression", new XElement(Model + "formalExpression", XmlText.Clean(step.Role))));
        if (step.Mode != SigningMode.Single)
        {
            yield return new XElement(
                Model + "multiInstanceLoopCharacteristics",
                new XAttribute("isSequential", step.Mode == SigningMode.InTurn),
                Expression("loopCardinality", null, step.Signers.ToString(CultureInfo.InvariantCulture)),
                Expression("completionCondition", SigningLanguage, PictureWords.Completion(step)));
        }
    }

    private static XElement? Trigger(PictureShape shape) => shape.Kind switch
    {
        ShapeKind.MessageStart => new XElement(Model + "messageEventDefinition"),
        ShapeKind.SignalStart => new XElement(Model + "signalEventDefinition"),
        ShapeKind.TerminateEnd => new XElement(Model + "terminateEventDefinition"),
        ShapeKind.EscalationEnd => new XElement(Model + "escalationEventDefinition"),
        ShapeKind.EndingTimer or ShapeKind.PassingTimer when shape.Limit is { } limit => new XElement(
            Model + "timerEventDefinition",
            Expression("timeDuration", TimeLanguage, $"{limit.Amount} {ChainXml.Word(limit.Unit)} {ChainXml.Word(limit.CountFrom)}")),
        _ => null,
    };

    private static XElement Of(PictureEdge edge) => new(
        Model + "sequenceFlow",
        new XAttribute("id", edge.Id),
        edge.Name is null ? null : new XAttribute("name", XmlText.Clean(edge.Name)),
        new XAttribute("sourceRef", edge.From),
        new XAttribute("targetRef", edge.To),
        edge.Part is { } part ? new XAttribute(BpmnNames.Own + "part", part.Xml()) : null,
        edge.Condition is { } condition ? Expression("conditionExpression", ConditionLanguage, XmlText.Clean(ChainXml.Text(condition))) : null);

    private static XElement Expression(string name, string? language, string text) => new(
        Model + name,
        new XAttribute(Xsi + "type", "bpmn:tFormalExpression"),
        language is null ? null : new XAttribute("language", language),
        text);
}
