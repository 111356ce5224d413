using System.Xml.Linq;

namespace Approval.Engine.Pictures.Bpmn;

/// <summary>Names of BPMN 2.0 (ISO/IEC 19510) and of our own extension.</summary>
internal static class BpmnNames
{
    public const string MediaType = "application/bpmn+xml";

    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Di = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Colours as the OMG proposes them.</summary>
    public static readonly XNamespace Colour = "http://www.omg.org/spec/BPMN/non-normative/color/1.0";

    /// <summary>Colours as bpmn-js reads them.</summary>
    public static readonly XNamespace BioColour = "http://bpmn.io/schema/bpmn/biocolor/1.0";

    /// <summary>What BPMN has no words for: roles, modes, budgets in working time.</summary>
    public static readonly XNamespace Own = "urn:approval:bpmn:1";

    /// <summary>Languages of expressions.</summary>
    public const string ConditionLanguage = "urn:approval:condition:1";
    public const string TimeLanguage = "urn:approval:time-limit:1";
    public const string SigningLanguage = "urn:approval:signing:1";

    public static string Xml(this FramePart part) => part switch
    {
        FramePart.Intake => "intake",
        FramePart.Decision => "decision",
        _ => "anyTime",
    };
}
