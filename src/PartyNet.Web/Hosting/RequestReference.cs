using System.Diagnostics;

namespace PartyNet.Web.Hosting;

/// <summary>The number on an error page by which an administrator finds the request in the log: the start of its trace id.</summary>
public static class RequestReference
{
    private const int Half = 5;

    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var trace = Activity.Current?.TraceId.ToHexString();
        if (trace is null) return context.TraceIdentifier;
        return $"{trace[..Half]}-{trace[Half..(2 * Half)]}".ToUpperInvariant();
    }
}
