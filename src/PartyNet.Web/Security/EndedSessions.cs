using Microsoft.AspNetCore.Authentication;
using PartyNet.Application.Access;
using PartyNet.Web.Forms;

namespace PartyNet.Web.Security;

/// <summary>
/// A session that ends between the beginning of a request and what is to be written down of it, such as in another tab: the answer is the
/// one that the next request would get.
/// </summary>
public static class EndedSessions
{
    public static IApplicationBuilder UseEndedSessions(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (SessionEndedException) when (!context.Response.HasStarted)
        {
            if (await SentForm.ReadAsync(context) is not null)
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                await context.ChallengeAsync(SessionStore.Scheme);
        }
    });
}
