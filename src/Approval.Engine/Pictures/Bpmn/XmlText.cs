using System.Xml;

namespace Approval.Engine.Pictures.Bpmn;

internal static class XmlText
{
    /// <summary>Text without the characters that XML 1.0 cannot hold; each is shown as the replacement character.</summary>
    public static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            return Clean($"{text[..i]}\uFFFD{text[(i + 1)..]}");
        }

        return text;
    }
}
