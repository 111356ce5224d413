# The page that shows the API reference
FROM node:22-slim AS pages
WORKDIR /source/tools/npm
COPY tools/npm ./
RUN npm ci --omit=optional --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt BannedSymbols.Engine.txt ./
COPY seeds seeds/
COPY src src/
COPY --from=pages /source/tools/npm tools/npm/
RUN dotnet publish src/Approval.Api/Approval.Api.csproj --configuration Release -p:RestoreLockedMode=true --output /app \
 && dotnet publish src/Approval.Cli/Approval.Cli.csproj --configuration Release -p:RestoreLockedMode=true --output /app/cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY seeds seeds/
# The service owns its files folder and nothing else.
RUN mkdir /var/lib/approval && chown $APP_UID /var/lib/approval
ENV APPROVAL_DATA=/var/lib/approval
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "Approval.Api.dll"]
