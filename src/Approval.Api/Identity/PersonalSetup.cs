using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Approval.Workflows.Personal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Approval.Api.Identity;

public static class PersonalSetup
{
    /// <summary>Encryption of what identifies people: keys in the database, outside Development themselves encrypted with a certificate.</summary>
    /// <exception cref="InvalidOperationException">The certificate is missing or cannot be read.</exception>
    public static void AddPersonalData(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("approval");
        builder.Services
            .AddSingleton<PersonalVault>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyTable(provider.GetRequiredService<NpgsqlDataSource>())));
        var path = builder.Configuration["DataProtection:Certificate"];
        if (!string.IsNullOrEmpty(path))
        {
            protection.ProtectKeysWithCertificate(Load(path));
        }
        else if (!builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException("DataProtection:Certificate must name a PEM file with a certificate and its RSA private key: it encrypts the keys of personal data. Only in Development is there none.");
        }
    }

    private static X509Certificate2 Load(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(path);
        }
        catch (CryptographicException unreadable)
        {
            throw new InvalidOperationException($"{path} does not hold a certificate and its private key in PEM.", unreadable);
        }
    }
}
