namespace Approval.Workflows.Personal;

/// <summary>Personal data as it is stored.</summary>
/// <param name="Salt">Without it the digest in the journal tells nothing.</param>
/// <param name="Payload">Encrypted and authenticated, for one case alone.</param>
public sealed record SealedPersonalData(byte[] Salt, byte[] Payload);
