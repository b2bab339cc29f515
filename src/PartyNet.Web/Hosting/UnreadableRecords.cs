using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Web.Hosting;

/// <summary>Writes down which broken cells a request met, when its answer is made and before the visitor has all of it.</summary>
public static class UnreadableRecords
{
    public static IApplicationBuilder UseUnreadableRecords(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var services = context.RequestServices;
        var unreadable = services.GetRequiredService<UnreadableCells>();
        if (!unreadable.Any)
            return;
        try
        {
            await unreadable.WriteDownAsync(services.GetRequiredService<IProcesses>(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The visitor has the answer, which says that the value cannot be read; the next one who meets it records it.
            services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(UnreadableRecords))
                .LogError(e, "A sealed cell that could not be read was not recorded");
        }
    });
}
