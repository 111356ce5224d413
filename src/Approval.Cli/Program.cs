using System.Text;
using Approval.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandTree.Build().Parse(args).InvokeAsync();
